namespace Portal.Hosting.Seeding;

internal sealed record SeededSignIn(string Email, string Password, string Role);
