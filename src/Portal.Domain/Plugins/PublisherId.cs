namespace Portal.Domain.Plugins;

/// <summary>Who publishes plugins.</summary>
public readonly record struct PublisherId(Guid Value) : ITypedId<PublisherId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "pub";

    public static PublisherId From(Guid value) => new(value);

    public static bool TryParse(string? text, out PublisherId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
