namespace Portal.Domain.Access;

/// <summary>An address that mail can plausibly reach; whether it does is found out by writing to it.</summary>
public readonly record struct EmailAddress
{
    private EmailAddress(string value) => Value = value;

    /// <summary>As typed.</summary>
    public string Value { get; }

    /// <summary>How two spellings of one address are recognized: lower case, invariant.</summary>
#pragma warning disable CA1308 // The normal form of an address is lower case by convention, and it is shown to people.
    public string Normalized => Value.ToLowerInvariant();
#pragma warning restore CA1308

    public static Result<EmailAddress> Parse(string? text, string pointer = "/email")
    {
        var at = text?.LastIndexOf('@') ?? -1;
        var plausible = text is { Length: >= 3 and <= 254 } && at > 0 && at < text.Length - 1 && text.IndexOf('@', StringComparison.Ordinal) == at
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c > '~');
        return plausible
            ? new EmailAddress(text!)
            : new InvalidFields([new(pointer, FieldText.Excerpt(text), "An e-mail address such as ada@example.com is required.")]);
    }

    public override string ToString() => Value;
}
