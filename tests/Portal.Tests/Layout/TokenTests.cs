using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Layout;

/// <summary>The colours of <c>tokens.css</c> can be read in both themes (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public sealed partial class TokenTests
{
    private static readonly string[] Grounds = ["canvas", "surface", "surface-head", "surface-hover", "current", "sunken", "hover", "raised"];
    private static readonly string[] Meanings = ["accent", "success", "warning", "danger", "info"];
    private static readonly Dictionary<string, string[]> Tokens = Read();

    [Fact]
    public void Text_OnEveryGround_HasAContrastOfFourAndAHalf()
    {
        var texts = new[] { "text", "text-soft", "text-faint", "stable-text", "canary-text" }.Concat(Meanings.Select(meaning => meaning + "-text"));
        var pairs = texts.SelectMany(text => Grounds.Select(ground => (text, ground)))
            .Concat(Meanings.SelectMany(meaning => new[] { ("text", meaning + "-ground"), ("text-soft", meaning + "-ground"), (meaning + "-text", meaning + "-ground") }))
            .Concat([("stable-text", "stable-ground"), ("canary-text", "canary-ground")]);
        TooClose(pairs, 4.5).ShouldBeEmpty();
    }

    [Fact]
    public void Words_OnSolidButtons_HaveAContrastOfFourAndAHalf()
    {
        string[] solids = ["accent-solid", "accent-solid-hover", "danger-solid", "danger-solid-hover"];
        var weak = solids.SelectMany(solid => Tokens[solid].Where(color => Contrast("#ffffff", color) < 4.5).Select(color => $"{solid} {color}"));
        weak.ShouldBeEmpty();
    }

    [Fact]
    public void LinesThatCarryMeaning_OnTheirGround_HaveAContrastOfThree() =>
        TooClose(new[] { "stable", "canary", "limit", "line-control", "success-solid" }.Select(line => (line, "surface")), 3).ShouldBeEmpty();

    private static IEnumerable<string> TooClose(IEnumerable<(string Front, string Back)> pairs, double least) =>
        from pair in pairs
        from theme in new[] { 0, 1 }
        let contrast = Contrast(Tokens[pair.Front][theme], Tokens[pair.Back][theme])
        where contrast < least
        select string.Create(CultureInfo.InvariantCulture, $"{pair.Front} on {pair.Back}, {(theme == 0 ? "light" : "dark")}: {contrast:0.00}");

    private static double Contrast(string one, string other)
    {
        var (darker, lighter) = (Math.Min(Luminance(one), Luminance(other)), Math.Max(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    // WCAG 2.2, "relative luminance".
    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static Dictionary<string, string[]> Read() => Token()
        .Matches(File.ReadAllText(Path.Combine(PageSources.Folder, "wwwroot", "css", "tokens.css")))
        .ToDictionary(match => match.Groups["name"].Value, match => new[] { match.Groups["light"].Value, match.Groups["dark"].Value }, StringComparer.Ordinal);

    [GeneratedRegex(@"--(?<name>[\w-]+): light-dark\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\);", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
