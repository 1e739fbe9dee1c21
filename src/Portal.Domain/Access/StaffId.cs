namespace Portal.Domain.Access;

/// <summary>A member of the platform's staff.</summary>
public readonly record struct StaffId(Guid Value) : ITypedId<StaffId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "stf";

    public static StaffId From(Guid value) => new(value);

    public static bool TryParse(string? text, out StaffId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
