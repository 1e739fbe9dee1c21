namespace Portal.Hosting.Health;

/// <summary>Whether this process has been ready since it started.</summary>
internal sealed class StartedOnce
{
    public bool HasBeenReady { get; set; }
}
