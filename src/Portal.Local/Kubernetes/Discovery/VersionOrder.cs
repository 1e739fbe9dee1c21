using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Local.Kubernetes.Discovery;

/// <summary>Kube-like version priority: v2 before v1 before v1beta1 before v1alpha1, the rest by name.</summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var order = Rank(y).CompareTo(Rank(x));
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private static (int Stage, int Major, int Minor) Rank(string? version)
    {
        var match = Pattern().Match(version ?? "");
        if (!match.Success)
        {
            return (0, 0, 0);
        }

        var stage = match.Groups["stage"].Value switch { "" => 3, "beta" => 2, _ => 1 };
        return (stage, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static int Number(Group group) => int.TryParse(group.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v(?<major>[0-9]+)((?<stage>alpha|beta)(?<minor>[0-9]+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
