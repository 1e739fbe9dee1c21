namespace Portal.Local.Kubernetes.Cel;

/// <summary>Finds the type of an expression and what it can cost, and refuses what does not fit: before any value is there.</summary>
internal sealed class CelChecker
{
    /// <summary>Everything that was looked at, added up over the largest values that the types allow.</summary>
    public double Cost { get; private set; }

    public CelType Check(CelNode node, CelVariables<CelType> variables)
    {
        switch (node.Kind)
        {
            case CelNodeKind.Literal:
                return CelType.Of(CelValue.KindOf(node.Value), CelOperators.SizeOf(node.Value));
            case CelNodeKind.Name:
                Cost++;
                return variables.TryFind(node.Name, out var type) ? type! : throw new CelException($"undeclared reference to '{node.Name}' (in container '')", node.Position);
            case CelNodeKind.Field or CelNodeKind.Has:
                Cost++;
                return node.Kind == CelNodeKind.Has ? Has(node, variables) : Field(node, Check(node.Parts[0], variables));
            case CelNodeKind.List:
                Cost += 10;
                return CelType.ListOf(Join(node.Parts.Select(part => Check(part, variables)).ToList()), node.Parts.Count);
            case CelNodeKind.Map:
                Cost += 30;
                var parts = node.Parts.Select(part => Check(part, variables)).ToList();
                return CelType.MapOf(Join([.. parts.Where((_, at) => at % 2 == 0)]), Join([.. parts.Where((_, at) => at % 2 == 1)]), parts.Count / 2.0);
            case CelNodeKind.Macro:
                return Macro(node, variables);
            default:
                Cost++;
                return Call(node, [.. node.Parts.Select(part => Check(part, variables))]);
        }
    }

    private static CelType Field(CelNode node, CelType operand) => operand.Kind switch
    {
        CelKind.Dyn => CelType.Dyn,
        CelKind.Map => operand.Element,
        CelKind.Object => operand.Field(node.Name) ?? throw new CelException($"undefined field '{node.Name}'", node.Position),
        _ => throw new CelException($"type '{operand}' does not support field selection", node.Position),
    };

    private CelType Has(CelNode node, CelVariables<CelType> variables)
    {
        Field(node, Check(node.Parts[0], variables));
        return CelType.Bool;
    }

    private CelType Macro(CelNode node, CelVariables<CelType> variables)
    {
        var range = Check(node.Parts[0], variables);
        var element = range.Kind switch
        {
            CelKind.List => range.Element,
            CelKind.Map => range.Key,
            CelKind.Dyn => CelType.Dyn,
            _ => throw new CelException($"expression of type '{range}' cannot be range of a comprehension (must be list, map, or dynamic)", node.Parts[0].Position),
        };
        var inner = variables.With(node.Variable, element);
        var before = Cost;
        var results = node.Parts.Skip(1).Select(part => Check(part, inner)).ToList();
        Cost = before + (range.Size * (Cost - before + 2));
        var (conditions, value) = node.Name == "map" ? (results.SkipLast(1), results[^1]) : (results, element);
        foreach (var (condition, part) in conditions.Zip(node.Parts.Skip(1)))
        {
            RequireBool(condition, part);
        }

        return node.Name is "map" or "filter" ? CelType.ListOf(value, range.Size) : CelType.Bool;
    }

    private CelType Call(CelNode node, List<CelType> types)
    {
        switch (node.Name)
        {
            case "_&&_" or "_||_" or "!_":
                foreach (var (type, part) in types.Zip(node.Parts))
                {
                    RequireBool(type, part);
                }

                return CelType.Bool;
            case "_==_" or "_!=_" when types[0].Fits(types[1]):
                Cost += types.Min(type => type.Size) * CelCost.PerCharacter;
                return CelType.Bool;
            case "_?_:_" when types[0].Kind is CelKind.Bool or CelKind.Dyn && types[1].Fits(types[2]):
                return Join(types[1..]);
            case "_[_]" when Indexed(types[0], types[1]) is { } element:
                return element;
            case "@in" when Indexed(types[1], types[1].Kind == CelKind.List ? CelType.Int : types[0]) is not null
                && (types[1].Kind != CelKind.List || types[1].Element.Fits(types[0])):
                Cost += types[1].Kind == CelKind.List ? types[1].Size * Math.Max(1, types[0].Size * CelCost.PerCharacter) : 0;
                return CelType.Bool;
        }

        // A list's elements are compared with what is asked for: the two must have a type in common.
        var isMethod = node.Kind == CelNodeKind.Method;
        var fits = node.Name is not ("indexOf" or "lastIndexOf") || types[0].Kind != CelKind.List || types.Count < 2 || types[0].Element.Fits(types[1]);
        var overload = CelFunctions.Find(node.Name, isMethod, [.. types.Select(type => type.Kind == CelKind.Object ? CelKind.Map : type.Kind)]);
        if (overload is null || !fits || (node.Name == "size" && types[0].Kind == CelKind.Object))
        {
            throw NoOverload(node, types, isMethod);
        }

        Cost += overload.Cost([.. types.Select(type => type.Size)]);
        // With an operand of unknown kind arithmetic's result is unknown too; a comparison's or a conversion's is not.
        var result = overload.Result(types);
        return overload.Name[0] is '_' or '-' && result.Kind != CelKind.Bool && types.Exists(type => type.Kind == CelKind.Dyn)
            ? CelType.Of(CelKind.Dyn, types.Sum(type => type.Size))
            : result;
    }

    private static CelType? Indexed(CelType operand, CelType index) => operand.Kind switch
    {
        CelKind.Dyn => CelType.Dyn,
        CelKind.List when index.Kind is CelKind.Int or CelKind.Uint or CelKind.Dyn => operand.Element,
        CelKind.Map when operand.Key.Fits(index) => operand.Element,
        _ => null,
    };

    /// <summary>One type for all: theirs if they agree, else unknown.</summary>
    private static CelType Join(List<CelType> types)
    {
        if (types.Count == 0)
        {
            return CelType.Dyn;
        }

        var widest = types.MaxBy(type => type.Size)!;
        return types.TrueForAll(type => type.Kind == widest.Kind && type.Fits(widest)) ? widest : CelType.Of(CelKind.Dyn, widest.Size);
    }

    private static void RequireBool(CelType type, CelNode part)
    {
        if (type.Kind is not (CelKind.Bool or CelKind.Dyn))
        {
            throw new CelException($"expected type 'bool' but found '{type}'", part.Position);
        }
    }

    private static CelException NoOverload(CelNode node, List<CelType> types, bool isMethod)
    {
        var isOperator = node.Name[0] is '_' or '@' or '!' or '-';
        if (!isOperator && !CelFunctions.IsKnown(node.Name))
        {
            return new CelException($"undeclared reference to '{node.Name}' (in container '')", node.Position);
        }

        var given = isMethod ? $"{types[0]}.({string.Join(", ", types.Skip(1))})" : $"({string.Join(", ", types)})";
        return new CelException($"found no matching overload for '{node.Name}' applied to '{given}'", node.Position);
    }
}
