namespace Portal.Tenancy;

/// <param name="Slug">Typed by whoever asks, so that it is this tenant that is meant.</param>
internal sealed record RequestDeletionRequest(string? Slug);
