namespace Portal.Domain;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) of the field, e.g. <c>/admin/email</c>.</param>
/// <param name="Value">The offending value, cut to 80 characters; empty for secrets.</param>
/// <param name="Message">What is wrong and what is allowed.</param>
public sealed record FieldError(string Pointer, string Value, string Message);
