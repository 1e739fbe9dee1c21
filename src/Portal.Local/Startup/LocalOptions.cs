namespace Portal.Local.Startup;

/// <summary>What the command line asks for.</summary>
internal sealed record LocalOptions
{
    public const int DefaultPort = 8080;

    public int Port { get; init; } = DefaultPort;

    public required string DataFolder { get; init; }

    public bool Reset { get; init; }

    public bool Tour { get; init; }
}
