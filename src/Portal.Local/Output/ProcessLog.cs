namespace Portal.Local.Output;

/// <summary>What one child writes: to its file always, to the terminal with its name in front unless quiet.</summary>
internal sealed class ProcessLog(string name, string path, Terminal? terminal) : IDisposable
{
    private const int Width = 10;
    private readonly RollingLogFile _file = new(path);

    public string FilePath { get; } = path;

    /// <summary>The last line that says something, for the report of a child that would not come up.</summary>
    public string LastLine { get; private set; } = "";

    public void Line(string text)
    {
        Quietly(text);
        terminal?.Line($"{name,-Width} | {text}");
    }

    /// <summary>To the file only.</summary>
    public void Quietly(string text)
    {
        if (text.Length > 0)
        {
            LastLine = text.Trim();
        }

        _file.Line(text);
    }

    public void Dispose() => _file.Dispose();
}
