using Portal.Domain.Billing;

namespace Portal.Domain.Plugins;

/// <summary>What a plugin version says about itself in its <c>plugin.yaml</c>. Only <see cref="ManifestRules"/> makes one, so it is always valid.</summary>
public sealed record PluginManifest
{
    public required PluginKey Id { get; init; }

    public required string Name { get; init; }

    public required PluginVersion Version { get; init; }

    /// <summary>The publisher's slug.</summary>
    public required string Publisher { get; init; }

    /// <summary>One line for lists.</summary>
    public required string Summary { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>SPDX identifier.</summary>
    public required string License { get; init; }

    /// <summary>Name of an icon in the portal's set.</summary>
    public required string Icon { get; init; }

    /// <summary>Path of the first page inside the package, under <c>ui/</c>.</summary>
    public required string UiEntry { get; init; }

    public required PluginBackend Backend { get; init; }

    /// <summary>What the plugin may read or do: names of <see cref="PluginPermissions"/>.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>Price for a tenant, without tax; null when free.</summary>
    public required Money? Price { get; init; }
}
