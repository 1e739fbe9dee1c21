namespace Portal.Local.Kubernetes.Cel;

/// <summary>One form of a function: what it takes, what it gives, how it runs, and what it costs.</summary>
internal sealed record CelOverload(string Name, bool IsMethod, CelKind[] Parameters, Func<IReadOnlyList<CelType>, CelType> Result, Func<object?[], object?> Run)
{
    /// <summary>The cost besides the call's own 1, by the sizes of the arguments (KEP-2876, "Estimated cost").</summary>
    public Func<double[], double> Cost { get; init; } = _ => 0;

    public bool Takes(IReadOnlyList<CelKind> kinds) =>
        kinds.Count == Parameters.Length && !kinds.Where((kind, at) => !Takes(Parameters[at], kind)).Any();

    /// <summary>An object is a map whose fields are named; a parameter of any kind takes all.</summary>
    private static bool Takes(CelKind parameter, CelKind kind) => parameter == kind || parameter == CelKind.Dyn || kind == CelKind.Dyn;
}
