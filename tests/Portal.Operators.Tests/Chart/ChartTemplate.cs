using System.Text.RegularExpressions;

namespace Portal.Operators.Tests.Chart;

/// <summary>A template of the chart, split into text and actions: as much of Go's templates as the chart uses, and an error for the rest.</summary>
internal static partial class ChartTemplate
{
    /// <summary>The parts from here up to the end of the block that they are in.</summary>
    public static List<ChartNode> Parse(string text)
    {
        var words = new Queue<(string Text, string? Action)>(Words(text));
        var nodes = Block(words, out var ending);
        return ending.Length == 0 ? nodes : throw new FormatException($"{{{{ {ending} }}}} ends nothing");
    }

    /// <summary>Text and actions in turn; a dash beside the braces takes the white space on its side.</summary>
    private static IEnumerable<(string Text, string? Action)> Words(string text)
    {
        var at = 0;
        var trims = false;
        foreach (Match match in Action().Matches(text))
        {
            var before = text[at..match.Index];
            before = trims ? before.TrimStart() : before;
            yield return (match.Groups["left"].Success ? before.TrimEnd() : before, null);
            yield return ("", match.Groups["inner"].Value.Trim());
            trims = match.Groups["right"].Success;
            at = match.Index + match.Length;
        }

        yield return (trims ? text[at..].TrimStart() : text[at..], null);
        if (text[at..].Contains("{{", StringComparison.Ordinal) || text[at..].Contains("}}", StringComparison.Ordinal))
        {
            throw new FormatException($"an action is not closed: {text[at..]}");
        }
    }

    private static List<ChartNode> Block(Queue<(string Text, string? Action)> words, out string ending)
    {
        var nodes = new List<ChartNode>();
        while (words.TryDequeue(out var word))
        {
            var keyword = word.Action?.Split(' ')[0];
            switch (keyword)
            {
                case null:
                    nodes.Add(new ChartNode("text", word.Text, [], []));
                    break;
                case "if" or "range" or "define":
                    var body = Block(words, out var closing);
                    var otherwise = closing == "else" ? Block(words, out closing) : [];
                    nodes.Add(closing == "end" ? new ChartNode(keyword, word.Action![keyword.Length..].Trim(), body, otherwise) : throw new FormatException($"{{{{ {word.Action} }}}} has no end"));
                    break;
                case "else" or "end":
                    ending = word.Action!;
                    return nodes;
                default:
                    nodes.Add(new ChartNode("value", word.Action!, [], []));
                    break;
            }
        }

        ending = "";
        return nodes;
    }

    [GeneratedRegex(@"\{\{(?<left>-)?(?<inner>.*?)(?<right>-)?\}\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Action();
}
