namespace Portal.Layout;

/// <summary>A place in the platform's bar.</summary>
internal sealed record PlatformSection(string Title, string Href)
{
    public static IReadOnlyList<PlatformSection> All { get; } =
    [
        new("Tenants", "/platform/tenants"),
        new("Operations", "/platform/operations"),
        new("Backups", "/platform/backups"),
        new("Health", "/platform/health"),
    ];
}
