System.Console.WriteLine("kernel");
