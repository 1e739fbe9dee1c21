namespace Portal.Infrastructure.Billing;

/// <summary>The provider has not finished: the fee of a payment is known a moment after the payment. Try again.</summary>
public sealed class SettlementPendingException(string message) : Exception(message);
