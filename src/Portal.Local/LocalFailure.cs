namespace Portal.Local;

/// <summary>Something the person at the keyboard has to know: its message is the one line they see.</summary>
internal sealed class LocalFailure : Exception
{
    public LocalFailure(string message)
        : base(message)
    {
    }

    public LocalFailure(string message, Exception inner)
        : base(message, inner)
    {
    }

    public LocalFailure()
    {
    }
}
