namespace Portal.Local.Kubernetes.Cel;

/// <summary>Every function that rules may call: CEL's own, and of Kubernetes' libraries those for strings, lists and regular expressions.</summary>
internal static class CelFunctions
{
    private static readonly ILookup<string, CelOverload> ByName =
        new[] { CelOperators.All, CelConversions.All, CelStrings.All, CelLists.All, CelTimes.All }.SelectMany(all => all).ToLookup(one => one.Name, StringComparer.Ordinal);

    public static bool IsKnown(string name) => ByName.Contains(name);

    public static CelOverload? Find(string name, bool isMethod, IReadOnlyList<CelKind> kinds)
    {
        foreach (var overload in ByName[name])
        {
            if (overload.IsMethod == isMethod && overload.Takes(kinds))
            {
                return overload;
            }
        }

        return null;
    }

    public static CelOverload Function(string name, CelKind[] parameters, CelKind result, Func<object?[], object?> run, Func<double[], double>? cost = null) =>
        new(name, IsMethod: false, parameters, _ => CelType.Of(result), run) { Cost = cost ?? (_ => 0) };

    public static CelOverload Method(string name, CelKind[] parameters, CelKind result, Func<object?[], object?> run, Func<double[], double>? cost = null) =>
        new(name, IsMethod: true, parameters, _ => CelType.Of(result), run) { Cost = cost ?? (_ => 0) };
}
