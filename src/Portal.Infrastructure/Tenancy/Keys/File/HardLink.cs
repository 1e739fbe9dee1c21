using System.Runtime.InteropServices;
using System.Text;

namespace Portal.Infrastructure.Tenancy.Keys.File;

/// <summary>
/// A second name for a file, unless somebody has the name: <c>link</c> of POSIX, which does both in one. Moving without overwriting does not in .NET: it looks whether the name
/// is free, then renames over whatever has come there meanwhile.
/// </summary>
internal static class HardLink
{
    private static readonly Lazy<Link> Function = new(() => Marshal.GetDelegateForFunctionPointer<Link>(NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "link")));

    private delegate int Link(byte[] file, byte[] name);

    /// <returns>False when the name is taken.</returns>
    /// <exception cref="IOException">The file system has no such links, or refuses.</exception>
    public static bool TryMake(string file, string name)
    {
        if (Function.Value(Encoding.UTF8.GetBytes(file + '\0'), Encoding.UTF8.GetBytes(name + '\0')) == 0)
        {
            return true;
        }

        return System.IO.File.Exists(name) ? false : throw new IOException($"{name} cannot be made: its file system has to know hard links, and allow them.");
    }
}
