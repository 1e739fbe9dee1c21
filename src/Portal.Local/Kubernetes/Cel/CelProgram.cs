namespace Portal.Local.Kubernetes.Cel;

/// <summary>An expression that has been read and checked, ready to run.</summary>
internal sealed class CelProgram
{
    private readonly CelNode _root;

    private CelProgram(string text, CelNode root, CelType type, double cost)
    {
        (Text, _root, Type, Cost) = (text, root, type, cost);
    }

    public string Text { get; }

    public CelType Type { get; }

    /// <summary>The most that one evaluation can cost, as far as sizes are bounded.</summary>
    public double Cost { get; }

    /// <exception cref="CelException">The text is no expression, or does not fit the types.</exception>
    public static CelProgram Compile(string text, CelVariables<CelType> types)
    {
        var root = CelParser.Parse(text);
        var checker = new CelChecker();
        var type = checker.Check(root, types);
        return new CelProgram(text, root, type, checker.Cost);
    }

    public bool Mentions(string variable) => _root.Mentions(variable);

    /// <exception cref="CelException">A value is missing, has another kind, or is too large to look at.</exception>
    public object? Run(CelVariables<object?> values, CelBudget budget) => new CelEvaluator(budget).Evaluate(_root, values);
}
