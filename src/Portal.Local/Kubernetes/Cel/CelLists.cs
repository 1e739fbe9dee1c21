namespace Portal.Local.Kubernetes.Cel;

/// <summary>Kubernetes' library of lists: isSorted, sum, min, max, indexOf, lastIndexOf; and join.</summary>
internal static class CelLists
{
    private static readonly CelKind[] One = [CelKind.List];

    public static IEnumerable<CelOverload> All =>
    [
        CelFunctions.Method("isSorted", One, CelKind.Bool, a => Items(a).Zip(Items(a).Skip(1)).All(pair => !IsLess(pair.Second, pair.First)), Each),
        Element("sum", a => Items(a).Aggregate((object?)null, Add) ?? 0L),
        Element("min", a => Least(a, (one, other) => IsLess(one, other))),
        Element("max", a => Least(a, (one, other) => IsLess(other, one))),
        CelFunctions.Method("indexOf", [CelKind.List, CelKind.Dyn], CelKind.Int, a => Find(Items(a).Index(), a[1]), Each),
        CelFunctions.Method("lastIndexOf", [CelKind.List, CelKind.Dyn], CelKind.Int, a => Find(Items(a).Index().Reverse(), a[1]), Each),
        new CelOverload("join", true, One, Joined, a => string.Concat(Items(a).Select(Text))) { Cost = Each },
        new CelOverload("join", true, [CelKind.List, CelKind.String], Joined, a => string.Join((string)a[1]!, Items(a).Select(Text))) { Cost = Each },
    ];

    private static IReadOnlyList<object?> Items(object?[] values) => (IReadOnlyList<object?>)values[0]!;

    private static double Each(double[] sizes) => sizes[0];

    private static CelOverload Element(string name, Func<object?[], object?> run) =>
        new(name, IsMethod: true, One, types => types[0].Kind == CelKind.List ? types[0].Element : CelType.Dyn, run) { Cost = Each };

    private static CelType Joined(IReadOnlyList<CelType> types) => CelType.Of(CelKind.String, types[0].Size * (types[0].Kind == CelKind.List ? types[0].Element.Size : 1));

    private static long Find(IEnumerable<(int Index, object? Item)> items, object? wanted) =>
        items.Where(entry => CelValue.AreEqual(entry.Item, wanted)).Select(entry => (long)entry.Index).DefaultIfEmpty(-1).First();

    private static object? Least(object?[] values, Func<object?, object?, bool> isLess) =>
        Items(values) is { Count: > 0 } items ? items.Aggregate((best, item) => isLess(item, best) ? item : best) : throw new CelException("min/max called on empty list");

    private static object? Add(object? sum, object? item) => sum is null ? item : Call("_+_", sum, item);

    private static bool IsLess(object? left, object? right) => Call("_<_", left, right) is true;

    private static object? Call(string name, object? left, object? right) =>
        (CelFunctions.Find(name, isMethod: false, [CelValue.KindOf(left), CelValue.KindOf(right)]) ?? throw new CelException($"no such overload: {name}")).Run([left, right]);

    private static string Text(object? item) => item as string ?? throw new CelException("no such overload: join");
}
