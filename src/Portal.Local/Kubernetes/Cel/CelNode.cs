namespace Portal.Local.Kubernetes.Cel;

/// <summary>One part of an expression, with where it stands in the text.</summary>
/// <param name="Position">Offset of its first character; for an operator, of the operator.</param>
/// <param name="Name">Of a variable, field, function or macro.</param>
internal sealed record CelNode(CelNodeKind Kind, int Position, string Name, IReadOnlyList<CelNode> Parts)
{
    /// <summary>The value of a literal.</summary>
    public object? Value { get; init; }

    /// <summary>What a macro calls each element.</summary>
    public string Variable { get; init; } = "";

    /// <summary>This and everything below it.</summary>
    public IEnumerable<CelNode> Everything() => Parts.SelectMany(part => part.Everything()).Prepend(this);

    /// <summary>Whether the expression speaks of a variable. Macros that take the name for themselves are no reason not to say yes.</summary>
    public bool Mentions(string variable) => Everything().Any(node => node.Kind == CelNodeKind.Name && node.Name == variable);
}
