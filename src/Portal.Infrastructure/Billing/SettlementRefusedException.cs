namespace Portal.Infrastructure.Billing;

/// <summary>What the provider reports contradicts what we recorded. Trying again cannot help; somebody has to look.</summary>
public sealed class SettlementRefusedException(string message) : Exception(message);
