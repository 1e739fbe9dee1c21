namespace Portal.Local.Output;

/// <summary>One file, and the one before it, so that a long session does not fill the disk.</summary>
internal sealed class RollingLogFile : IDisposable
{
    private const long MaxBytes = 10 * 1024 * 1024;
    private readonly Lock _lock = new();
    private readonly string _path;
    private StreamWriter? _writer;

    public RollingLogFile(string path)
    {
        _path = path;
        _writer = Open(path);
    }

    public void Line(string text)
    {
        lock (_lock)
        {
            try
            {
                _writer?.WriteLine(text);
                if (_writer?.BaseStream.Length > MaxBytes)
                {
                    _writer.Dispose();
                    File.Move(_path, _path + ".1", overwrite: true);
                    _writer = Open(_path);
                }
            }
            catch (IOException)
            {
                // A full disk: PostgreSQL says so much more clearly, and we must live to pass it on.
                _writer = null;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private static StreamWriter Open(string path) =>
        new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { AutoFlush = true };
}
