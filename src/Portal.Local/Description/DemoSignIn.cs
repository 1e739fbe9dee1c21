namespace Portal.Local.Description;

/// <summary>One of its people.</summary>
internal sealed record DemoSignIn(string Email, string Password, string Role);
