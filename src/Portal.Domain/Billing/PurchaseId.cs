namespace Portal.Domain.Billing;

/// <summary>A tenant's purchase of a plugin.</summary>
public readonly record struct PurchaseId(Guid Value) : ITypedId<PurchaseId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "pur";

    public static PurchaseId From(Guid value) => new(value);

    public static bool TryParse(string? text, out PurchaseId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
