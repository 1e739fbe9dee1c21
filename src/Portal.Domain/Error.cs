namespace Portal.Domain;

/// <summary>
/// Why something was refused: a value, not an exception. One mapper turns it into problem details (RFC 9457) or into words on a page.
/// </summary>
/// <param name="Kind">Which class of refusal this is; decides the HTTP status.</param>
/// <param name="Code">Stable and documented, e.g. <c>plugin.version.unknown</c>. Clients may switch on it.</param>
/// <param name="Title">The refusal in a few words, the same for every occurrence of the code.</param>
/// <param name="Detail">One sentence that names the offending field and value, and says what to do.</param>
public abstract record Error(ErrorKind Kind, string Code, string Title, string Detail)
{
    /// <summary>The fields at fault, by JSON Pointer (RFC 6901); empty when the fault is not one field's.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];
}
