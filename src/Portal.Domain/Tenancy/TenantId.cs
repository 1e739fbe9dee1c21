namespace Portal.Domain.Tenancy;

/// <summary>A tenant: one company.</summary>
public readonly record struct TenantId(Guid Value) : ITypedId<TenantId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "ten";

    public static TenantId From(Guid value) => new(value);

    public static bool TryParse(string? text, out TenantId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
