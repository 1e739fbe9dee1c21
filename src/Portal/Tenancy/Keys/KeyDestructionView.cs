namespace Portal.Tenancy.Keys;

/// <param name="Gone">What is gone, in a sentence.</param>
internal sealed record KeyDestructionView(string Gone);
