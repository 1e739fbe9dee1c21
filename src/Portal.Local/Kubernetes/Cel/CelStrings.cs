using System.Text.RegularExpressions;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>What texts can do. Positions count characters, not UTF-16 units; regular expressions run in linear time, as RE2 does.</summary>
internal static class CelStrings
{
    private static readonly CelKind[] One = [CelKind.String];
    private static readonly CelKind[] Two = [CelKind.String, CelKind.String];
    private static readonly CelKind[] Place = [CelKind.String, CelKind.Int];

    public static IEnumerable<CelOverload> All =>
    [
        CelFunctions.Method("contains", Two, CelKind.Bool, a => Text(a, 0).Contains(Text(a, 1), StringComparison.Ordinal), sizes => sizes[0] * sizes[1] * CelCost.PerCharacter * CelCost.PerCharacter),
        CelFunctions.Method("startsWith", Two, CelKind.Bool, a => Text(a, 0).StartsWith(Text(a, 1), StringComparison.Ordinal), sizes => sizes[1] * CelCost.PerCharacter),
        CelFunctions.Method("endsWith", Two, CelKind.Bool, a => Text(a, 0).EndsWith(Text(a, 1), StringComparison.Ordinal), sizes => sizes[1] * CelCost.PerCharacter),
        CelFunctions.Method("matches", Two, CelKind.Bool, a => Pattern(Text(a, 1)).IsMatch(Text(a, 0)), Matching),
        CelFunctions.Function("matches", Two, CelKind.Bool, a => Pattern(Text(a, 1)).IsMatch(Text(a, 0)), Matching),
        Changed("lowerAscii", One, a => Ascii(Text(a, 0), char.ToLowerInvariant)),
        Changed("upperAscii", One, a => Ascii(Text(a, 0), char.ToUpperInvariant)),
        Changed("trim", One, a => Text(a, 0).Trim()),
        Changed("replace", [CelKind.String, CelKind.String, CelKind.String], a => Text(a, 1).Length == 0 ? Text(a, 0) : Text(a, 0).Replace(Text(a, 1), Text(a, 2), StringComparison.Ordinal)),
        Changed("substring", Place, a => Between(Text(a, 0), (long)a[1]!, long.MaxValue)),
        Changed("substring", [CelKind.String, CelKind.Int, CelKind.Int], a => Between(Text(a, 0), (long)a[1]!, (long)a[2]!)),
        Changed("charAt", Place, a => At(Text(a, 0), (long)a[1]!)),
        Changed("find", Two, a => Pattern(Text(a, 1)).Match(Text(a, 0)).Value),
        CelFunctions.Method("indexOf", Two, CelKind.Int, a => Position(Text(a, 0), Text(a, 0).IndexOf(Text(a, 1), StringComparison.Ordinal)), Traversing),
        CelFunctions.Method("lastIndexOf", Two, CelKind.Int, a => Position(Text(a, 0), Text(a, 0).LastIndexOf(Text(a, 1), StringComparison.Ordinal)), Traversing),
        new CelOverload("split", true, Two, types => Texts(types[0]), a => Text(a, 0).Split(Text(a, 1)).Cast<object?>().ToList()) { Cost = Traversing },
        new CelOverload("findAll", true, Two, types => Texts(types[0]), a => Pattern(Text(a, 1)).Matches(Text(a, 0)).Select(match => (object?)match.Value).ToList()) { Cost = Matching },
    ];

    private static string Text(object?[] values, int at) => (string)values[at]!;

    private static CelOverload Changed(string name, CelKind[] parameters, Func<object?[], object?> run) =>
        new(name, IsMethod: true, parameters, types => CelType.Of(CelKind.String, types.Where(type => type.Kind == CelKind.String).Sum(type => type.Size)), run) { Cost = Traversing };

    private static CelType Texts(CelType text) => CelType.ListOf(CelType.Of(CelKind.String, text.Size), text.Size);

    private static double Traversing(double[] sizes) => sizes[0] * CelCost.PerCharacter;

    private static double Matching(double[] sizes) => (sizes[0] * CelCost.PerCharacter) * Math.Max(1, sizes[1] * 0.25);

    private static Regex Pattern(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new CelException($"error parsing regexp: {pattern}");
        }
    }

    private static string Ascii(string text, Func<char, char> change) => string.Concat(text.Select(c => char.IsAscii(c) ? change(c) : c));

    private static long Position(string text, int at) => at < 0 ? -1 : text[..at].EnumerateRunes().LongCount();

    private static string Between(string text, long start, long end)
    {
        var runes = text.EnumerateRunes().ToList();
        end = end == long.MaxValue ? runes.Count : end;
        return start >= 0 && start <= end && end <= runes.Count
            ? string.Concat(runes.Skip((int)start).Take((int)(end - start)))
            : throw new CelException($"invalid substring range. start: {start}, end: {end}");
    }

    private static string At(string text, long at)
    {
        var runes = text.EnumerateRunes().ToList();
        return at >= 0 && at < runes.Count ? runes[(int)at].ToString() : at == runes.Count ? "" : throw new CelException($"index out of range: {at}");
    }
}
