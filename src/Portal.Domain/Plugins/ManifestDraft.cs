namespace Portal.Domain.Plugins;

/// <summary>A manifest as somebody wrote it: every field optional and unchecked.</summary>
public sealed record ManifestDraft
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Publisher { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public string? License { get; init; }

    public string? Icon { get; init; }

    public string? UiEntry { get; init; }

    public string? Image { get; init; }

    public string? Port { get; init; }

    public string? Replicas { get; init; }

    public string? ErrorRatio { get; init; }

    public string? LatencyMs { get; init; }

    public string? CrashAfter { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public string? PriceAmount { get; init; }

    public string? PriceCurrency { get; init; }
}
