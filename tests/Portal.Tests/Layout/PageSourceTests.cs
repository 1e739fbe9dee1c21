using System.Text.RegularExpressions;

namespace Portal.Tests.Layout;

/// <summary>What no page may contain, whoever writes it.</summary>
public sealed partial class PageSourceTests
{
    [Fact]
    public void Markup_OfEveryPage_HasNoInlineStyleNorScript()
    {
        var offenders = PageSources.Files("*.razor").Where(file => Inline().IsMatch(File.ReadAllText(file)));
        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void Colours_OfEveryStyleSheet_StandInTheTokensAlone()
    {
        var offenders = PageSources.Files("*.css").Where(file => Path.GetFileName(file) != "tokens.css")
            .SelectMany(file => Color().Matches(Comment().Replace(File.ReadAllText(file), "")).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        offenders.ShouldBeEmpty();
    }

    [Fact]
    public void Icons_ThatPagesAndSamplesName_AreInTheSprite()
    {
        var sprite = File.ReadAllText(Path.Combine(PageSources.Folder, "wwwroot", "img", "icons.svg"));
        var named = PageSources.Files("*.razor").SelectMany(file => IconName().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Concat(Directory.EnumerateFiles(Path.Combine(PageSources.Folder, "..", "..", "samples"), "plugin.yaml", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines).Where(line => line.StartsWith("icon: ", StringComparison.Ordinal)).Select(line => line["icon: ".Length..].Trim()))
            .Distinct().ToList();
        named.Count.ShouldBeGreaterThan(30);
        named.Where(name => !sprite.Contains($"<symbol id=\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("""\sstyle=|<style[\s>]|<script(?![^>]*\ssrc=)|(?-i:\son[a-z]+=")(?!@)""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("#[0-9a-fA-F]{3,8}\\b(?=[^{}]*;)|\\b(?:rgb|hsl|oklch)\\(")]
    private static partial Regex Color();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\\bIcon(?:=|\\()\"(?<name>[a-z][a-z0-9-]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex IconName();
}
