using Portal.Local.Folder;
using Portal.Local.Processes;

namespace Portal.Local.Postgres;

/// <summary>How initdb learns the password without anyone else reading it; gone when disposed.</summary>
internal sealed class PasswordFile : IDisposable
{
    public PasswordFile(string path, string password, UnprivilegedUser? reader)
    {
        Path = path;
        PrivateFile.Write(path, password + "\n");
        if (reader is not null)
        {
            Posix.ChangeOwner(path, reader);
        }
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
