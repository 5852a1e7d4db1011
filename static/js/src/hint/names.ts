// Given names that people of many countries have, for pointing out what may say who somebody is. The list is ours; it holds no one's whole name.

/** Names that are nothing else, as they are written. */
export const NAMES =`
Aaliyah Aaron Abbas Abby Abdel Abdul Abdullah Abebe Abel Abena Abhishek Abigail Abraham Ada Adam Adama Adebayo Adel Adela Adelaide Adele Adeline Aditi Aditya Adnan Adolfo
Adrian Adriana Adrien Aegir Afonso Agata Agatha Agnes Agneta Agnieszka Agustín Ahmad Ahmed Ahmet Aidan Aiden Aiko Aileen Aino Aisha Aitana Aitor Ajay Akash Akira Aksel
Alain Alan Alana Alasdair Albert Alberto Albin Alejandra Alejandro Aleksander Aleksandra Aleksei Alessandra Alessandro Alessia Alex Alexander Alexandra Alexandre
Alexandria Alexei Alexis Alfie Alfonso Alfred Alfredo Algirdas Alice Alicia Alina Aline Alisha Alison Alistair Allan Allen Allison Alma Alois Alonso Alvaro Alyssa Amaia
Amal Amalia Amanda Amandine Amara Amelia Amina Amir Amira Amit Amparo Amrita Amy Amélie Ana Anabel Anahí Anand Anastasia Anaïs Anders Andre Andrea Andreas Andreea Andrei
Andrew Andrey Andrzej André Andrés Andy Aneta Angela Angelica Angelika Angelina Angelo Angus Anika Anil Anita Anja Anjali Ankit Ann Anna Annabel Anne Annelies Annette
Annie Annika Anouk Ansel Anthony Antje Antoine Antoinette Anton Antonella Antonia Antonio Antonín António Anya Aoife Apolline Arash Archie Aretha Ariadna Ariana Arianna
Ariel Arif Arjun Arlene Armand Armando Armin Arnaud Arne Arnold Aroha Artem Arthur Arturo Arun Arvid Asha Asher Ashish Ashley Asif Aslan Astrid Asuka Atsuko Attila Aubrey
Audrey August Augustin Aurélie Aurélien Ava Avery Awa Axel Ayaan Ayako Ayesha Ayşe Aziz Azucena Babak Balázs Barbara Barbora Barnaby Barney Barry Bartek Bartosz
Basil Bastian Bastien Beata Beatrice Beatrix Beatriz Becky Begoña Bella Ben Benedict Benedikt Bengt Benita Benito Benjamin Benjamín Benoît Bente Berit Bernadette Bernard
Bernardo Bernd Bernice Bernie Bert Bertha Berthe Bertil Bertram Beryl Beth Bethany Betsy Bettina Betty Beverly Bhavna Bianca Bilal Birgit Birgitta Birte Bjarne Björn
Bjørn Blanche Blessing Boaz Bob Bobby Bogdan Bojan Boris Bożena Brad Bradley Bram Brandon Branko Brenda Brendan Brent Brett Brian Brianna Bridget Brigitte Britt Britta
Brittany Bruce Bruna Bruno Bryan Bryony Burak Bárbara Caitlin Caleb Calum Camila Camilla Camille Camilo Candice Carina Carl Carla Carlo Carlos Carlota Carly Carmela
Carmelo Carmen Carol Carola Carolina Caroline Carolyn Carsten Casey Caspar Cassandra Caterina Catherine Cathy Catriona Cecil Cecilia Cecilie Celeste Celia Cem Chad
Chantal Charlene Charles Charley Charlie Charlotte Chen Cheng Cheryl Chiara Chidi Chiemeka Chinedu Chioma Chloe Chloé Chris Christa Christel Christelle Christiane
Christina Christine Christoph Christophe Christopher Chukwu Chun Ciara Cillian Claire Clare Clarice Clarissa Claude Claudia Claudine Claudio Claus Clemens Clement Cleo
Clifford Clive Clotilde Clyde Clémence Clément Colette Colin Colleen Concepción Concha Connie Connor Conor Conrad Constance Constantin Consuela Cora Coralie Corentin
Corey Corinna Corinne Cormac Cornelia Cornelis Cornelius Cosmin Costas Courtney Craig Cristian Cristiano Cristina Cristóbal Curtis Cynthia Cyril Cyrille Cécile Cédric
Céline César Dagmar Dagny Daiki Daisuke Dalia Damian Damien Damir Dan Dana Daniel Daniela Daniele Danielle Danilo Danny Dante Danuta Daphne Daria Darius Dariusz Darko
Darla Darren Darryl Dave David Davide Davina Dawid Debbie Deborah Debra Declan Deepak Deepika Deirdre Delia Delphine Demetrius Denis Denise Deniz Dennis Derek Derrick
Desmond Devon Diana Diane Didier Diego Dieter Dietmar Dilip Dimitar Dimitri Dimitrios Dina Dinesh Dino Diogo Dirk Dmitri Dmitry Dolores Dominic Dominik Dominika Dominique
Don Donald Donatella Donna Donovan Dora Doreen Doris Dorota Dorothea Dorothy Dorte Doug Douglas Dragan Duarte Duncan Dusan Dustin Dušan Dwayne Dylan Désirée Eamon Ebba
Eckhard Eddie Eden Edgar Edison Edith Edmund Eduard Eduarda Eduardo Edward Edwin Edyta Efraín Eileen Eino Eira Eirik Ekaterina Elaine Eleanor Elena Eleni Eleonora Elias
Elif Elin Elina Elisa Elisabeth Elise Eliza Elizabeth Elke Ella Ellen Ellie Elliot Elliott Elmar Elodie Elsa Else Elsie Elvira Elías Emeka Emely Emerson Emil Emilia
Emiliano Emilie Emilio Emily Emine Emir Emma Emmanuel Emmanuelle Emre Encarna Encarnación Enda Endre Eneko Enrica Enrico Enrique Enzo Eoin Eric Erica Erich Erik Erika
Erin Ernest Ernesto Erwin Esme Esmé Esra Esteban Estefanía Estela Estelle Ester Esther Ethan Eugene Eugenia Eugenio Eunice Eusebio Eva Evan Evangelos Evelina Evelyn Ewa
Ewan Ezequiel Ezra Fabian Fabiana Fabien Fabio Fabiola Fabrice Fabrizio Fadi Fahad Faisal Farah Farid Farida Fatih Fatima Fatma Fatou Fatoumata Faye Federica Federico
Felicia Felicity Felipe Felix Femi Femke Ferdinand Ferenc Fergus Fermín Fernanda Fernando Fidel Fikret Filip Filipa Filippo Finlay Finn Fiona Fionn Flavia Flavio Fleur
Florence Florencia Florent Florian Floriane Floris Francesca Francesco Francine Francis Francisca Francisco Franck Franco Franz François Françoise Fraser Fred Freddie
Frederic Frederick Frederik Freya Frida Fridtjof Frieda Friedrich Frits Fritz Frédéric Fumiko Funda Fátima Félix Gabriel Gabriela Gabriele Gabriella Gabrielle Gael Gail
Gareth Garry Gary Gaspard Gastón Gaurav Gavin Gaël Gaëlle Gemma Genevieve Geneviève Geoff Geoffrey George Georges Georgina Georgios Gerald Geraldine Gerard
Gerardo Gerd Gerda Gerhard Gertrud Gertrude Gheorghe Giacomo Giada Gianluca Gianni Gideon Gijs Gilbert Gilberto Giles Gilles Gillian Gina Ginevra Giorgia Giorgio
Giovanna Giovanni Gisela Gisèle Giulia Giuliano Giulio Giuseppe Gladys Glenda Glenn Glòria Gonzalo Goran Gordon Graciela Graeme Graham Grażyna Greg Gregor Gregory Greta
Gretchen Grzegorz Guadalupe Gudrun Guido Guilherme Guillaume Guillermo Gunnar Gunther Gustav Gustavo Gwen Gwendolyn György Gérard Göran Görkem Gösta Günther Haakon Habib
Hadi Hadley Hakan Hakim Haley Halima Hamid Hamish Hamza Hana Hanae Hanna Hannah Hanne Hannes Hannu Hansel Harald Haris Harish Harold Harriet Harrison Harry Haruka Haruki
Harvey Hasan Hassan Hattie Hayden Hayley Hector Hedda Hedvig Heidi Heike Heikki Heiko Heinrich Heinz Helen Helena Helene Helga Helge Helmut Hendrik Henk Henri Henrik
Henrique Henry Herbert Heriberto Herman Hermann Hernán Hervé Hideo Hilary Hilda Hilde Himanshu Hiroko Hiroshi Hjalmar Holger Homer Horacio Horst Hristo Hubert Huda Hugh
Hugo Humberto Huseyin Hussein Hyun Håkan Héctor Hélène Hüseyin Iain Ian Ibrahim Ibrahima Ida Ignacio Ignatius Igor Iker Ikram Ildikó Ilja Ilka Ilona Ilse Imani Imke
Immaculata Imogen Imran Ina Inga Inge Ingeborg Ingemar Inger Ingrid Inmaculada Inés Inês Ioana Ioannis Iratxe Irena Irene Irina Irma Isaac Isabel Isabell Isabella
Isabelle Isaiah Isidro Isla Ismael Ismail Itziar Ivan Ivana Ivar Iveta Ivo Ivonne Iván Iwona Izabela Izaskun Iñaki Iñigo Jaana Jaap Jacek Jacinta Jackie Jackson
Jacob Jacoba Jacqueline Jacques Jade Jadwiga Jaime Jake Jakob Jakub Jalal Jamal James Jamie Jamila Jan Jana Jane Janet Janice Janina Janine Janis Janne Janneke Jannik
Janusz Jared Jarek Jari Jarosław Jarrod Jason Javier Jawad Jaya Jayden Jeanette Jeanne Jeff Jeffrey Jelena Jenna Jennifer Jenny Jens Jeremiah Jeremy Jeroen Jerome Jerry
Jerzy Jesper Jess Jesse Jessica Jessie Jesús Jill Jim Jimena Jimmy Jin Jindřich Jitka Jiří Jo Joachim Joakim Joan Joana Joanna Joanne Joaquim Joaquín Jocelyn Jochen Jodie
Joe Joel Johan Johann Johanna Johannes John Johnny Jolanda Jolanta Jon Jonah Jonas Jonathan Joost Jordi Jorge Joris Jose Josef Josefa Josefina Josep Joseph
Josephine Josh Joshua Josiah Josué José Joséphine Jovan Joyce João Joëlle Juan Juana Juanita Judit Judith Judy Jules Julia Julian Juliana Juliane Julianne Julie Julien
Juliet Juliette Julio Julius Julián Jun Junko Jurgen Jussi Justin Justina Justine Justyna Jutta Jyoti Jyrki Jérémy Jérôme Jörg Jörn Jürgen Kacper Kai Kaisa Kaitlyn Kaja
Kalle Kamal Kamil Kamila Kamran Karel Karen Karim Karima Karin Karina Karl Karla Karolina Karoline Karsten Kasia Kaspar Kasper Katarina Katarzyna Kate Katelyn Katharina
Katherine Kathleen Kathrin Kathryn Kathy Katia Katie Katja Katka Katrin Katrina Katy Kavita Kay Kayla Kayode Kazuki Kazuo Keiko Keisha Keith Kelechi Kelly Kelsey Kemal
Kenji Kenneth Kenny Kenzo Kerem Kerry Kerstin Kevin Khadija Khalid Khalil Kiara Kieran Kilian Kimberly Kimiko Kiran Kirill Kirsten Kirsty Kjell Klara Klaus Knut Koen Kofi
Kohei Konrad Konstantin Konstantinos Kostas Kris Krishna Kristen Kristian Kristiina Kristin Kristina Kristine Kristof Kristoffer Krisztina Krystyna Krzysztof Kumar Kurt
Kwame Kwasi Kyle Kylie Kyoko Lachlan Ladislav Laetitia Laila Lakshmi Lamine Lara Larissa Larry Lars Lasse Laszlo Latisha Laura Laure Laurel Lauren Laurence Laurent Laurie
Laurin Lavinia Lawrence Layla Lea Leah Leandro Leanne Leena Leif Leigh Leila Leire Lena Lennart Leonard Leonardo Leonel Leonie Leonor Leopold Leopoldo Leroy Lesley Leslie
Leszek Leticia Levi Lewis Lia Liam Liang Libby Lidia Liesbeth Lieselotte Liisa Lilian Liliana Lillian Lina Lindsay Lindsey Linnea Lionel Lisa Lisbeth Lise Liselotte Liu
Liv Livia Liz Lizzie Ljiljana Ljubica Lloyd Lois Lola Lorena Lorenz Lorenzo Loreto Loretta Lori Lorna Lorraine Lothar Lotta Lotte Louis Louise Loukas Loïc Luan
Luc Luca Lucas Lucia Lucian Luciana Luciano Lucie Lucien Lucile Lucille Lucinda Lucy Lucía Ludmila Ludovic Ludwig Luigi Luis Luisa Luise Lukas Luke Lukáš Luuk Luís Lydia
Lyndon Lynn Lynne László Lázaro Léa Léo Léonie Maarten Maartje Mabel Macarena Maciej Maddison Madeleine Madeline Madison Mads Mafalda Magali Magda Magdalena Maggie Magnus
Mahmoud Mahmud Maia Maija Maike Maisie Maite Makoto Malcolm Malgorzata Malik Malin Malte Mamadou Manfred Manish Manoj Manon Manuel Manuela Mara Marc Marcel Marcela
Marcella Marcelo Marcin Marco Marcos Marcus Marek Margaret Margarete Margarida Margarita Margaux Margherita Margit Margot Margrethe Marguerite Maria Mariam Mariana
Marianne Maribel Marie Marielle Marija Marijke Marika Marilyn Marine Mario Marion Maris Marisa Marisol Marit Marius Mariusz Marjan Marjorie Marko Marlene Marlies Marlon
Marta Martha Martin Martina Martine Martyna Martín Marvin Mary Maryam María Masako Massimo Mateo Mateusz Mathias Mathieu Mathilde Mathis Matilda Matilde Matt Matteo
Matthew Matthias Matthieu Mattias Matías Maud Maureen Maurice Mauricio Maurizio Mauro Maximilian Maximiliano Maya Mayra Mayumi Małgorzata Megan Meghan Mehdi Mehmet Mei
Melanie Melinda Melissa Melvin Meredith Merete Merle Mette Mia Micaela Michael Michaela Michal Michał Micheal Michel Michela Michele Michelle Michiel Miguel
Mihaela Mihai Mika Mikael Mike Mikel Mikhail Mikkel Mikko Mila Milan Milena Milica Miloš Milton Mina Ming Minh Minna Mira Miranda Mireia Mireille Miriam Miroslav Mitchell
Mitsuko Mladen Mo Modesta Mohamed Mohammad Mohammed Mohan Mohit Moira Moises Moisés Mona Monica Monika Monique Montserrat Morag Moritz Morten Moses Moshe Moussa Muhammad
Mukesh Murat Muriel Mustafa Mwangi Myriam Myrtle Mélanie Mónica Nabil Nadia Nadine Nadja Naima Nanami Nancy Naoki Naomi Narendra Nasser Nastassja Natalia Natalie Natasha
Nathalie Nathan Nathaniel Navid Nayeli Neha Neil Nelson Nerea Nestor Nevena Ngozi Nguyen Niall Niamh Nichola Nicholas Nicklas Nico Nicola Nicolae Nicolas Nicole Nicoletta
Nicolás Nieves Nigel Nihal Nikhil Nikita Niklas Niko Nikola Nikolai Nikolaj Nikolaos Nikolaus Nils Nina Nisha Nitin Noah Noel Noelia Nora Norbert Norberto Noriko Noémie
Noël Nuno Nuria Nurul Nyasha Néstor Núria Octavia Octavio Oihane Oksana Olaf Olav Ole Oleg Oleksandr Olena Olga Oliver Olivia Olivier Olof Omar Omer Onur Oona Oriol Oscar
Oskar Osvaldo Oswaldo Otso Otto Oumar Owen Pablo Paddy Paige Paloma Pamela Panagiotis Paola Paolo Parisa Pascal Pascale Patricia Patricio Patrick Patrik Patrizia Patryk
Paul Paula Paulette Paulina Pauline Paulo Pavel Pawel Paweł Pedro Peggy Penelope Peng Peppino Per Percy Pernille Perttu Petar Pete Peter Petr Petra Petteri Phil Philip
Philipp Philippa Philippe Phillip Phoebe Phyllis Pia Pierre Piet Pieter Pietro Pilar Piotr Polly Pooja Poppy Pradeep Prakash Pranav Prasad Precious Preston Priscilla
Priya Priyanka Przemysław Pål Quentin Quincy Quinn Rachael Rachel Rachid Radek Radka Rafael Rafał Raffaele Raffaella Ragnar Ragnhild Rahel Rahim Rahul Raimund Rainer Raj
Rajesh Rajiv Ralf Ralph Ramesh Rami Ramona Ramón Randall Randi Rania Ranjit Raphael Raphaël Raquel Rasmus Ravi Raymond Raúl Rebecca Rebekka Regina Reginald Reiko Reinhard
Reinhold Remco Renata Renate Renato Renaud René Renée Reuben Reza Rhea Rhoda Rhys Ria Ricarda Ricardo Riccardo Richard Rickard Ricky Rika Rikke Riku Riley Rina Rishi Rita
Ritva Roald Robert Roberta Roberto Roderick Rodney Rodolfo Rodrigo Roel Rogelio Roger Rohan Rohit Roland Rolf Romain Roman Romana Romeo Romina Romy Román Ronald Ronan
Ronja Ronnie Roos Rory Rosalie Rosalind Rosalía Rosanna Rosario Rosaura Roseanne Rosemary Rosie Roswitha Roxana Roy Ruben Rubén Rudi Rudolf Rui Rupert Ruslan Russell Ruth
Ryan Ryszard Régis Rémi Saad Sabina Sabine Sabrina Sachiko Sadie Said Sakura Sally Salma Salman Salome Sam Samantha Samir Samira Sampo Samuel Sana Sandeep Sander Sandra
Sandro Sanjay Sanna Sanne Santiago Santos Sara Sarah Sari Sascha Sasha Satoshi Saul Savannah Saúl Scott Sean Sebastian Sebastián Seema Selena Selim Selina Selma Serena
Serge Sergei Sergey Sergio Serhii Seth Shabnam Shane Shannon Shanti Sharon Shaun Shauna Sheila Shelley Shinji Shirley Shivani Shreya Sibylle Sidney Siegfried Sienna
Sigmund Sigrid Siiri Silas Silke Silvana Silvia Silvio Simon Simona Simone Simran Simón Sinéad Siobhan Siobhán Siv Siân Slavica Slobodan Snežana Sofia Sofie Sofía
Solange Sonia Sonja Sophia Sophie Spencer Srinivas Stacey Stacy Stanislav Stanisław Stefan Stefania Stefanie Stefano Steffen Stein Stella Sten Stephan Stephanie Stephen
Steve Steven Stewart Stig Stina Stuart Stéphane Stéphanie Subhash Sujata Sulaiman Suman Sumit Sunil Sunita Suresh Susan Susana Susanna Susanne Susie Suzanne Svein Sven
Svenja Svetlana Sybille Sylvain Sylvester Sylvia Sylvie Szymon Sébastien Séverine Sören Søren Tadeusz Takashi Takeshi Takumi Tamar Tamara Tamika Tammy Tamás Tania Tanja
Tanya Tara Tarek Tariq Tasha Tatiana Tatjana Tatsuya Taylor Ted Teemu Telma Terence Teresa Terje Terry Tess Tessa Thabo Thaddeus Thandiwe Thea Thelma Theo Theodor
Theodora Theodore Theresa Thi Thibault Thierry Thijs Thomas Thorsten Théo Thérèse Tiago Tibor Tiffany Tihana Tim Timo Timothy Timur Tina Tineke Titus Tobias Todd Tom
Tomasz Tommaso Tommy Tomoko Tomás Tomáš Toni Tony Tor Torben Tore Torsten Tove Tracey Tracy Travis Trevor Trine Trinidad Trisha Tristan Troels Troy Trudy Truls Tuan
Tuomas Tuğba Tyler Tyrone Ugo Ulf Ulla Ulrich Ulrike Uma Umar Umberto Unai Ursula Usha Usman Ute Uwe Vaclav Valentin Valentina Valentín Valeria Valerie Valerio Valérie
Vanessa Vasco Vasile Vasily Veera Velma Verena Vernon Veronica Veronika Verónica Vesna Vicente Vicki Vicky Vidar Vijay Vikas Vikram Viktor Viktoria Vilma Vincent Vincenzo
Vinod Violeta Virginie Vishal Vitor Vittoria Vittorio Vivek Vivian Viviana Vivien Vlad Vladimir Vojtěch Volker Václav Véronique Víctor Waldemar Walid Walter
Wanda Wanjiru Warren Wayne Wei Wenche Wendy Werner Wesley Wiebke Wiesław Wilbur Wilfred Wilhelm Willem William Willy Wilma Winifred Winston Witold Wojciech Wolfgang Wout
Wouter Władysław Xabier Xander Xavier Ximena Xin Xiomara Xiu Yael Yaiza Yan Yang Yannick Yannis Yara Yasemin Yasin Yasmin Yasmine Yassine Yesenia Yetunde Yevgeny Yiannis
Ying Yoko Yolanda Yosef Yoshiko Youssef Yuki Yuko Yulia Yuri Yusuf Yves Yvette Yvonne Zacharias Zachary Zahra Zainab Zakaria Zara Zbigniew Zdeněk Zeynep Zhang Zhen Zhi
Zineb Zlatan Zoe Zofia Zoltán Zoran Zoë Zsuzsanna Zsófia Zuzana Álvaro Ángel Ángela Çelik Élise Émilie Étienne Óscar Ömer Özgür Özlem Łukasz`

/** Names that are words too, in English or Spanish: at the beginning of a sentence they say nothing. */
export const WORDS =`
Abril Al Alba Alegra Ali Amber Amor An Angel Angeles Anh April Archer Art Arya Aurora Aurore Basilio Bea Bill Billy Blake Blanca Bo Brook Brooke Bud Buddy
Candelaria Candy Carey Caridad Carter Cash Caspian Charity Chase Chip Christian Chuck Clara Clay Clemente Cliff Cole Consuelo Cooper Coral Cruz Crystal Daisy Dale
Dario Dawn Dean Dee Destiny Dick Domingo Dot Drew Duke Dulce Earl Earnest Ebony Esmeralda Esperanza Estrella Eve Faith Fay Fidelia Flor Flora Forest
Forrest Frank Félicité Gale Gay Gene Gigi Ginger Glen Gloria Grace Gracia Grant Gray Guy Hans Harmony Hazel Heath Heather Henrietta Holly Honor Hope Hunter Ines Iris
Ivory Ivy Jack Jasmin Jasmine Jasper Jay Jean Jewel Joy June Justo Ken Kim Kit Kitty Lana Lance Leal Lee Leo Leon León Lily Linda Luna Luz Mae
Mar Marcial Marina Mark Marshall Mason Max May Mel Melody Mercy Merry Milagros Miles Miller Misty Modesto Mía Nat Natividad Nell Nick Norma Norman Olive
Parker Pat Patience Patsy Paz Pearl Penny Pepper Perla Piedad Pierce Piers Porter Prudence Randy Ray Reed Reese Remedios Rex River Rob Robin
Rocco Rocío Rod Ron Rosa Rose Ruby Rusty Sage Salvador Sandy Santa Scarlett Serenity Shad Skip Sky Skye Socorro Sol Soledad Sonny Star Sterling Sue
Summer Sunny Tad Tanner Tiger Trinity True Tucker Val Van Vera Victor Victoria Viola Violet Wade Ward Warden Will Willow Woody Zen Ángeles`
