namespace Portal.Infrastructure.Plugins;

public sealed class PackageRow
{
    /// <summary>sha256: and 64 hex digits.</summary>
    public required string Digest { get; init; }

    public required long Size { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
