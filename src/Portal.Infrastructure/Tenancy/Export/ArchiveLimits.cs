namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>What an archive may measure. Bytes are counted while they are read, never believed; tables may have any size, since they are never held.</summary>
internal static class ArchiveLimits
{
    /// <summary>Files of an archive.</summary>
    public const int Entries = 10_000;

    public const int ManifestBytes = 16 * 1024 * 1024;

    /// <summary>One row.</summary>
    public const int LineBytes = 32 * 1024 * 1024;

    /// <summary>Unpacked to packed. Rows that differ in their ids compress to a thirtieth at best; deflate itself ends at a thousandth.</summary>
    public const int Ratio = 250;

    /// <summary>Below this size a ratio says nothing.</summary>
    public const int RatioFromBytes = 1024 * 1024;

    /// <summary>Different plugins that rows name.</summary>
    public const int Names = 10_000;

    /// <summary>Rows that are written with one statement.</summary>
    public const int BatchRows = 500;

    /// <summary>Bytes after which a statement is full, whatever its rows.</summary>
    public const int BatchBytes = 1024 * 1024;
}
