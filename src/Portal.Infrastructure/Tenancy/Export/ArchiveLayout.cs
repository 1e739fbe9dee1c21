namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Where things are in an archive of a tenant: a ZIP whose parts have exactly these names and no others.</summary>
internal static class ArchiveLayout
{
    /// <summary>Raised when an older product could misread what a newer one writes.</summary>
    public const int Format = 1;

    /// <summary>Written last, since it holds the checksums of all else.</summary>
    public const string Manifest = "manifest.json";

    public static string Table(string name) => $"tables/{name}.jsonl";

    /// <param name="digest"><c>sha256:</c> and 64 hex digits; the file has the digits, since a colon is no letter of a file name everywhere.</param>
    public static string Package(string digest) => $"packages/{digest["sha256:".Length..]}.plugin";
}
