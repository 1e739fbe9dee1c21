namespace Portal.Operators.Operations;

/// <summary>Trying again cannot help.</summary>
internal sealed class OperationRefusedException(string message) : Exception(message);
