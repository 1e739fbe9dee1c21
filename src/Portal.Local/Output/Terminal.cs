namespace Portal.Local.Output;

/// <summary>The two streams of the terminal; whole lines, whoever writes them.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private readonly Lock _lock = new();

    public static Terminal Standard { get; } = new(Console.Out, Console.Error);

    public void Line(string text)
    {
        lock (_lock)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }

    public void Error(string text)
    {
        lock (_lock)
        {
            error.WriteLine(text);
            error.Flush();
        }
    }
}
