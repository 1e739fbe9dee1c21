namespace Portal.Domain;

/// <summary>422: one or more fields break a rule; all of them are named at once.</summary>
public sealed record InvalidFields : Error
{
    /// <param name="fields">At least one.</param>
    public InvalidFields(IReadOnlyList<FieldError> fields)
        : base(ErrorKind.Unprocessable, "request.invalid", "Some fields are not valid", Describe(fields)) => Fields = fields;

    private static string Describe(IReadOnlyList<FieldError> fields) =>
        string.Join(' ', fields.Select(f => $"{f.Pointer.TrimStart('/').Replace('/', '.')}: {f.Message}"));
}
