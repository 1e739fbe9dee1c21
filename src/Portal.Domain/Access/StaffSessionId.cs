namespace Portal.Domain.Access;

/// <summary>One browser in which somebody of the staff is signed in.</summary>
public readonly record struct StaffSessionId(Guid Value) : ITypedId<StaffSessionId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "sse";

    public static StaffSessionId From(Guid value) => new(value);

    public static bool TryParse(string? text, out StaffSessionId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
