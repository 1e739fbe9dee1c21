namespace Portal.Domain.Operations;

/// <summary>A piece of work in the durable queue.</summary>
public readonly record struct OperationId(Guid Value) : ITypedId<OperationId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "opr";

    public static OperationId From(Guid value) => new(value);

    public static bool TryParse(string? text, out OperationId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
