using System.Text.RegularExpressions;

namespace Portal.Domain.Remediations.Detection;

/// <summary>What a refusal by a quota says is missing.</summary>
/// <param name="Quota">The quota's name.</param>
/// <param name="Missing">What was asked for, what is used and what there is, by resource, in words.</param>
public sealed partial record QuotaShortage(string Quota, string Missing)
{
    /// <summary>Reads the API server's words: <c>… exceeded quota: compute, requested: cpu=500m, used: cpu=2, limited: cpu=2</c>.</summary>
    public static bool TryParse(string message, out QuotaShortage shortage)
    {
        ArgumentNullException.ThrowIfNull(message);
        shortage = new("", "");
        if (Pattern().Match(message) is not { Success: true } match)
        {
            return false;
        }

        var (used, limited) = (Amounts(match.Groups["used"].Value), Amounts(match.Groups["limited"].Value));
        shortage = new(match.Groups["quota"].Value, string.Join(" and ", Amounts(match.Groups["requested"].Value)
            .Select(asked => $"{asked.Value} {asked.Key} more ({used.GetValueOrDefault(asked.Key, "0")} of {limited.GetValueOrDefault(asked.Key, "0")} are used)")));
        return true;
    }

    private static Dictionary<string, string> Amounts(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1]);

    [GeneratedRegex("exceeded quota: (?<quota>[^,]{1,253}), requested: (?<requested>.{1,500}?), used: (?<used>.{1,500}?), limited: (?<limited>.{1,500})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
