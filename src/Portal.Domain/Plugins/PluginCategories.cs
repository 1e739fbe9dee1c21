using System.Collections.Frozen;

namespace Portal.Domain.Plugins;

/// <summary>The shelves of the marketplace: key and title.</summary>
public static class PluginCategories
{
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ci-cd"] = "CI and delivery",
        ["code"] = "Code",
        ["cost"] = "Cost",
        ["documentation"] = "Documentation",
        ["incidents"] = "Incidents",
        ["planning"] = "Planning",
        ["quality"] = "Quality",
        ["security"] = "Security",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
