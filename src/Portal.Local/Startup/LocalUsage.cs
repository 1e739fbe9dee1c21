namespace Portal.Local.Startup;

/// <summary>The command line is wrong: one line, exit code 2.</summary>
internal sealed class LocalUsage : Exception
{
    public LocalUsage(string message)
        : base(message)
    {
    }

    public LocalUsage(string message, Exception inner)
        : base(message, inner)
    {
    }

    public LocalUsage()
    {
    }
}
