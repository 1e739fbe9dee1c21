using System.Runtime.InteropServices;

namespace Portal.Local.Processes;

/// <summary>The libc calls that .NET has no name for.</summary>
internal static partial class Posix
{
    public static bool Send(int pid, Signal signal) => KillNative(pid, (int)signal) == 0;

    public static void ChangeOwner(string path, UnprivilegedUser owner)
    {
        if (ChownNative(path, owner.UserId, owner.GroupId) != 0)
        {
            throw new LocalFailure($"cannot give {path} to the user {owner.Name}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillNative(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChownNative(string path, uint owner, uint group);
}
