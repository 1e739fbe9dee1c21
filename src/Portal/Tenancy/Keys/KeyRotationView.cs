namespace Portal.Tenancy.Keys;

/// <param name="Operation">Makes the key and seals everything by it.</param>
/// <param name="Version">Of the key that it makes.</param>
internal sealed record KeyRotationView(string Operation, int Version);
