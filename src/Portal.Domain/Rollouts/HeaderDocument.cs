using System.Buffers;
using System.Text.Json.Nodes;

namespace Portal.Domain.Rollouts;

/// <summary>A header that leads to the new version, as JSON.</summary>
internal static class HeaderDocument
{
    // RFC 9110, 5.6.2: the characters of a token.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const int Longest = 128;

    public static HeaderStep? Read(JsonNode? value, string at, List<StrategyProblem> problems)
    {
        if (value is not JsonObject body || body.UnknownMembers(at, "name", "value") is { Count: > 0 })
        {
            problems.Add(new StrategyProblem(at, "must be an object with a name and a value"));
            return null;
        }

        var before = problems.Count;
        if (body["name"].AsText() is not { Length: >= 1 and <= Longest } name || name.AsSpan().ContainsAnyExcept(Token))
        {
            problems.Add(new StrategyProblem($"{at}/name", $"must be the name of an HTTP header of at most {Longest} characters"));
        }

        if (body["value"].AsText() is not { Length: >= 1 and <= Longest } text || text.Any(character => character is < ' ' or > '~'))
        {
            problems.Add(new StrategyProblem($"{at}/value", $"must be 1 to {Longest} printable ASCII characters"));
        }

        return problems.Count == before ? new HeaderStep(new HeaderMatch(body["name"].AsText()!, body["value"].AsText()!)) : null;
    }
}
