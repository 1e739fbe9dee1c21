namespace Portal.Domain.Access;

/// <summary>A person who belongs to one tenant.</summary>
public readonly record struct MemberId(Guid Value) : ITypedId<MemberId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "mem";

    public static MemberId From(Guid value) => new(value);

    public static bool TryParse(string? text, out MemberId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
