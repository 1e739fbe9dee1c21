namespace Portal.Domain.Tenancy;

/// <summary>A host name that a tenant asked for.</summary>
public readonly record struct CustomDomainId(Guid Value) : ITypedId<CustomDomainId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "dom";

    public static CustomDomainId From(Guid value) => new(value);

    public static bool TryParse(string? text, out CustomDomainId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
