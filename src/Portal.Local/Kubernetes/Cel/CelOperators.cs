namespace Portal.Local.Kubernetes.Cel;

/// <summary>Arithmetic, comparison and size. Equality, logic, index and membership are the evaluator's: they take values of any kind.</summary>
internal static class CelOperators
{
    private static readonly CelKind[] Numbers = [CelKind.Int, CelKind.Uint, CelKind.Double];

    public static IEnumerable<CelOverload> All =>
    [
        .. from sign in (string[])["+", "-", "*", "/", "%"] from kind in Numbers where sign != "%" || kind != CelKind.Double select Arithmetic(sign, kind),
        .. from kinds in Comparable() from form in Comparisons(kinds.Left, kinds.Right) select form,
        CelFunctions.Function("-_", [CelKind.Int], CelKind.Int, a => CelNumbers.Calculate("-", 0L, a[0]!)),
        CelFunctions.Function("-_", [CelKind.Double], CelKind.Double, a => -(double)a[0]!),
        new CelOverload("_+_", false, [CelKind.String, CelKind.String], types => CelType.Of(CelKind.String, types[0].Size + types[1].Size), a => (string)a[0]! + (string)a[1]!)
        {
            Cost = sizes => (sizes[0] + sizes[1]) * CelCost.PerCharacter,
        },
        new CelOverload("_+_", false, [CelKind.Bytes, CelKind.Bytes], types => CelType.Of(CelKind.Bytes, types[0].Size + types[1].Size), a => (byte[])[.. (byte[])a[0]!, .. (byte[])a[1]!]),
        new CelOverload(
            "_+_",
            false,
            [CelKind.List, CelKind.List],
            types => CelType.ListOf(types[0].Kind == CelKind.List ? types[0].Element : CelType.Dyn, types[0].Size + types[1].Size),
            a => (List<object?>)[.. (IReadOnlyList<object?>)a[0]!, .. (IReadOnlyList<object?>)a[1]!]),
        CelFunctions.Function("_+_", [CelKind.Timestamp, CelKind.Duration], CelKind.Timestamp, a => Shift((DateTimeOffset)a[0]!, (TimeSpan)a[1]!)),
        CelFunctions.Function("_+_", [CelKind.Duration, CelKind.Timestamp], CelKind.Timestamp, a => Shift((DateTimeOffset)a[1]!, (TimeSpan)a[0]!)),
        CelFunctions.Function("_+_", [CelKind.Duration, CelKind.Duration], CelKind.Duration, a => Add((TimeSpan)a[0]!, (TimeSpan)a[1]!)),
        CelFunctions.Function("_-_", [CelKind.Timestamp, CelKind.Duration], CelKind.Timestamp, a => Shift((DateTimeOffset)a[0]!, -(TimeSpan)a[1]!)),
        CelFunctions.Function("_-_", [CelKind.Timestamp, CelKind.Timestamp], CelKind.Duration, a => (DateTimeOffset)a[0]! - (DateTimeOffset)a[1]!),
        CelFunctions.Function("_-_", [CelKind.Duration, CelKind.Duration], CelKind.Duration, a => Add((TimeSpan)a[0]!, -(TimeSpan)a[1]!)),
        .. from kind in (CelKind[])[CelKind.String, CelKind.Bytes, CelKind.List, CelKind.Map]
           from isMethod in (bool[])[false, true]
           select new CelOverload("size", isMethod, [kind], _ => CelType.Int, a => SizeOf(a[0])),
    ];

    public static long SizeOf(object? value) => value switch
    {
        string text => text.EnumerateRunes().LongCount(),
        byte[] bytes => bytes.LongLength,
        IReadOnlyList<object?> list => list.Count,
        ICelMap map => map.Count,
        _ => 1,
    };

    private static CelOverload Arithmetic(string sign, CelKind kind) =>
        CelFunctions.Function($"_{sign}_", [kind, kind], kind, a => CelNumbers.Calculate(sign, a[0]!, a[1]!));

    private static IEnumerable<(CelKind Left, CelKind Right)> Comparable() =>
        (from left in Numbers from right in Numbers select (left, right))
        .Concat(((CelKind[])[CelKind.Bool, CelKind.String, CelKind.Bytes, CelKind.Duration, CelKind.Timestamp]).Select(kind => (kind, kind)));

    private static IEnumerable<CelOverload> Comparisons(CelKind left, CelKind right)
    {
        Func<double[], double> cost = left is CelKind.String or CelKind.Bytes ? sizes => sizes.Min() * CelCost.PerCharacter : _ => 0;
        yield return CelFunctions.Function("_<_", [left, right], CelKind.Bool, a => Compare(a) < 0, cost);
        yield return CelFunctions.Function("_<=_", [left, right], CelKind.Bool, a => Compare(a) <= 0, cost);
        yield return CelFunctions.Function("_>_", [left, right], CelKind.Bool, a => Compare(a) > 0, cost);
        yield return CelFunctions.Function("_>=_", [left, right], CelKind.Bool, a => Compare(a) >= 0, cost);
    }

    private static int? Compare(object?[] values) => (values[0], values[1]) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        var (a, b) => CelNumbers.Compare(a, b),
    };

    private static DateTimeOffset Shift(DateTimeOffset time, TimeSpan by)
    {
        try
        {
            return time + by;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new CelException("timestamp overflow");
        }
    }

    private static TimeSpan Add(TimeSpan left, TimeSpan right)
    {
        try
        {
            return left + right;
        }
        catch (OverflowException)
        {
            throw new CelException("duration overflow");
        }
    }
}
