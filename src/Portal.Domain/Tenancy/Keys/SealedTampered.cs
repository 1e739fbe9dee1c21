namespace Portal.Domain.Tenancy.Keys;

/// <summary>409: a stored ciphertext was changed, or is another row's.</summary>
public sealed record SealedTampered(SealedPlace Place) : Error(
    ErrorKind.Conflict,
    "keys.tampered",
    "A stored secret was changed",
    $"{Place.Table}.{Place.Column} of row {Place.Row} does not open: it was changed in the database, or belongs to another row. Enter the secret anew, and tell whoever runs this deployment.");
