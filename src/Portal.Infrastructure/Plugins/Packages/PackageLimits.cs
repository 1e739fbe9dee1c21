namespace Portal.Infrastructure.Plugins.Packages;

/// <summary>What a package may measure. Bytes are counted while they are read, never believed.</summary>
public sealed record PackageLimits
{
    public static PackageLimits Standard { get; } = new();

    /// <value>20 MiB.</value>
    public int ArchiveBytes { get; init; } = 20 * 1024 * 1024;

    /// <value>2 000.</value>
    public int Entries { get; init; } = 2_000;

    /// <value>5 MiB.</value>
    public int EntryBytes { get; init; } = 5 * 1024 * 1024;

    /// <value>50 MiB.</value>
    public long TotalBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>Unpacked to packed, over the whole entry. Text compresses to a tenth, hardly ever to a hundredth.</summary>
    /// <value>100.</value>
    public int Ratio { get; init; } = 100;

    /// <value>64 KiB.</value>
    public int ManifestBytes { get; init; } = 64 * 1024;
}
