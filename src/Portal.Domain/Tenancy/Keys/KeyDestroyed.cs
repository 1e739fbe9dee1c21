namespace Portal.Domain.Tenancy.Keys;

/// <summary>409: the key is gone for good, and what it sealed with it.</summary>
/// <param name="Owner">Whose data key, or which wrapping key, in words.</param>
public sealed record KeyDestroyed(string Owner) : Error(
    ErrorKind.Conflict,
    "keys.destroyed",
    "The key was destroyed",
    $"The encryption key of {Owner} was destroyed. What it sealed cannot be read again by anybody.");
